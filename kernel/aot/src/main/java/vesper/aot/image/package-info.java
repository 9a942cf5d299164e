/** The heap of the build, laid out as the image's data. */
@NullMarked
package vesper.aot.image;

import org.jspecify.annotations.NullMarked;
