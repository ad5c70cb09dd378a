/// Tests of the jobs.
@NullMarked
package org.coomunity.base.platform.jobs;

import org.jspecify.annotations.NullMarked;
