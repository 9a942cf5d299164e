/** The closed world: which classes, methods and objects of the build the image needs. */
@NullMarked
package vesper.aot.world;

import org.jspecify.annotations.NullMarked;
