/// What the platform keeps about people, said by each module of its own tables: why, how long, who
/// sees it, how somebody gets it and how it goes. Export, erasure, retention and the records of
/// processing are all read from it.
@NullMarked
package org.coomunity.base.registry;

import org.jspecify.annotations.NullMarked;
