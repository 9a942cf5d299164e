/**
 * Hot guest code as JVM bytecode: what becomes a region, who makes it, when a hart enters it.
 *
 * <p>Read {@link vesper.hart.translate.Translator} first, then {@link vesper.hart.translate.Planner} and {@link
 * vesper.hart.translate.Regions}.
 */
@NullMarked
package vesper.hart.translate;

import org.jspecify.annotations.NullMarked;
