/**
 * The {@code vesper} command: QEMU's words in, a machine out.
 *
 * <p>{@link vesper.boot.Vesper} tells subcommands from machines; {@link vesper.boot.OptionReader} reads the words of a
 * machine; {@link vesper.boot.Session} runs it between the host's standard streams.
 */
@NullMarked
package vesper.boot;

import org.jspecify.annotations.NullMarked;
