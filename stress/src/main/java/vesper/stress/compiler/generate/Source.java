package vesper.stress.compiler.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Java text as a tree, so that a shrinker can leave parts out. */
public sealed interface Source {
    /** One line. */
    record Line(String text) implements Source {
        @Override
        public void print(StringBuilder out, int depth) {
            out.repeat("    ", depth).append(text).append('\n');
        }

        @Override
        public List<Source> parts() {
            return List.of();
        }

        @Override
        public Source with(List<Source> parts) {
            return this;
        }
    }

    /** A line that opens, what is within, a line that closes. */
    record Nest(String open, List<Source> parts, String close) implements Source {
        public Nest {
            parts = List.copyOf(parts);
        }

        @Override
        public void print(StringBuilder out, int depth) {
            out.repeat("    ", depth).append(open).append('\n');
            parts.forEach(part -> part.print(out, depth + 1));
            out.repeat("    ", depth).append(close).append('\n');
        }

        @Override
        public Source with(List<Source> changed) {
            return new Nest(open, changed, close);
        }
    }

    /** Parts that stand and fall together, such as an {@code if} and its {@code else}. */
    record Group(List<Source> parts) implements Source {
        public Group {
            parts = List.copyOf(parts);
        }

        @Override
        public void print(StringBuilder out, int depth) {
            parts.forEach(part -> part.print(out, depth));
        }

        @Override
        public Source with(List<Source> changed) {
            return new Group(changed);
        }
    }

    void print(StringBuilder out, int depth);

    /** What is within. */
    List<Source> parts();

    /** The same with other parts. */
    Source with(List<Source> parts);

    default String text() {
        StringBuilder out = new StringBuilder();
        print(out, 0);
        return out.toString();
    }

    static Source line(String text) {
        return new Line(text);
    }

    static Source lines(String... texts) {
        return new Group(Arrays.stream(texts).map(Source::line).toList());
    }

    static Source nest(String head, List<Source> parts) {
        return new Nest(head + " {", new ArrayList<>(parts), "}");
    }

    static Source nest(String head, Source... parts) {
        return nest(head, List.of(parts));
    }
}
