/** A small language: texts are compiled to bytecode, which is made better and interpreted. */
@NullMarked
package vesper.stress.bench.program.script;

import org.jspecify.annotations.NullMarked;
