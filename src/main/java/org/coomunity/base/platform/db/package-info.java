/// PostgreSQL: the pool, transactions, migrations.
@NullMarked
package org.coomunity.base.platform.db;

import org.jspecify.annotations.NullMarked;
