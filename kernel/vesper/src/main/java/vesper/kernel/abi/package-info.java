/** What the kernel and its programs have to agree on. */
@NullMarked
package vesper.kernel.abi;

import org.jspecify.annotations.NullMarked;
