/** The decoded form of instructions, which the interpreter executes and the translator reads. */
@NullMarked
package vesper.hart.code;

import org.jspecify.annotations.NullMarked;
