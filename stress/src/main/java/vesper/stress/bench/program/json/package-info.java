/** JSON: texts, trees, queries, and the same in CBOR. */
@NullMarked
package vesper.stress.bench.program.json;

import org.jspecify.annotations.NullMarked;
