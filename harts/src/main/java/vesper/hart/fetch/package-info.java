/**
 * From words in memory to decoded blocks, which are kept by physical page.
 *
 * <p>Read {@link vesper.hart.fetch.CodeCache} first.
 */
@NullMarked
package vesper.hart.fetch;

import org.jspecify.annotations.NullMarked;
