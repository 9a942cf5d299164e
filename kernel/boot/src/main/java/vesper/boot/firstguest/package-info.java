/** What {@code vesper} runs when it is given nothing to run. */
@NullMarked
package vesper.boot.firstguest;

import org.jspecify.annotations.NullMarked;
