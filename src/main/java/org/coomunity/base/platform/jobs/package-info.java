/// Work that recurs: each job runs on one node at a time.
@NullMarked
package org.coomunity.base.platform.jobs;

import org.jspecify.annotations.NullMarked;
