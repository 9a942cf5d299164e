/**
 * Makes Minix 3 file-system images, so that no root, no mount and no other tool is needed.
 *
 * <p>{@link vesper.disk.MinixImage} turns a folder, or files from memory, into an image. An image is made in two passes:
 * the first sees which blocks of each file hold something, which settles the size of everything; the second writes.
 * {@link vesper.disk.Minix3} has the layout. This package sees nothing else of the project.
 */
@NullMarked
package vesper.disk;

import org.jspecify.annotations.NullMarked;
