/// HTTP: the route table, requests and answers, problem documents, the server.
@NullMarked
package org.coomunity.base.platform.http;

import org.jspecify.annotations.NullMarked;
