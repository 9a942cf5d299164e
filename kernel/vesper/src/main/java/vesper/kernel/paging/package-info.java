/** Sv39 page tables (privileged manual, section 10.4). */
@NullMarked
package vesper.kernel.paging;

import org.jspecify.annotations.NullMarked;
