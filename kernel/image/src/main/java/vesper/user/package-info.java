/** The programs on the bundled disk: kernel Java as well, but for U-mode, with a call of the kernel as the only way out. */
@NullMarked
package vesper.user;

import org.jspecify.annotations.NullMarked;
