package vesper.stress.litmus.generate;

import java.util.Optional;

/** What is settled of an access: by which instruction, and to which bytes of its location. */
public record Access(Means means, Part part) {
    static final Access PLAIN = new Access(Means.PLAIN, Part.WORD);

    /** What the edges leave open is a plain access to the word at offset 0. */
    static Access of(Annotation annotation) {
        return new Access(
                annotation.means().orElse(Means.PLAIN), annotation.part().orElse(Part.WORD));
    }

    Annotation annotation() {
        return new Annotation(Optional.of(means), Optional.of(part));
    }

    /**
     * Why there is no such instruction, if there is none.
     *
     * @param direction what the access does
     */
    Optional<String> impossible(Direction direction) {
        if (!means.suits(direction)) {
            return Optional.of("no " + (direction == Direction.R ? "load" : "store") + " has " + means);
        }
        if (means.isAtomic() && part.bytes() < Part.WORD.bytes()) {
            return Optional.of(means + " is for words and doublewords, not for " + part);
        }
        return Optional.empty();
    }

    /** As short as it can be, and never empty: {@code P}, {@code h2}, {@code Aq}, {@code Xd0}. */
    @Override
    public String toString() {
        if (part.equals(Part.WORD)) {
            return means.toString();
        }
        return (means.equals(Means.PLAIN) ? "" : means.toString()) + part;
    }
}
