package vesper.stress.litmus.generate;

/**
 * One step of a cycle, from an access to the next: {@code PodWWPRl}.
 *
 * @param source what it says of the access that it comes from
 * @param target what it says of the access that it goes to
 */
public record Edge(Link link, Direction from, Direction to, Annotation source, Annotation target) {
    /**
     * Reads an edge as {@link #toString} spells it.
     *
     * @throws IllegalArgumentException one line: what was read and what was expected
     */
    public static Edge parse(String word) {
        return EdgeParser.parse(word);
    }

    Edge with(Annotation newSource, Annotation newTarget) {
        return new Edge(link, from, to, newSource, newTarget);
    }

    boolean external() {
        return !link.internal();
    }

    boolean isCommunication() {
        return link instanceof Link.Communication;
    }

    /** Whether it is a communication of this kind. */
    boolean is(Link.Communication.Kind kind) {
        return link instanceof Link.Communication communication && communication.kind() == kind;
    }

    @Override
    public String toString() {
        String directions = switch (link) {
            case Link.Communication communication -> "";
            case Link.ReadModifyWrite both -> "";
            case Link.Dependency dependency -> to.name();
            case Link.Po po -> from.name() + to;
            case Link.Fence fence -> from.name() + to;
        };
        return link + directions + source + target;
    }
}
