package vesper.aot.check;

import java.lang.classfile.Opcode;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Position;

/** Which values may be where. */
final class Values {
    private final Uses uses;
    private final Supplier<Position> here;

    Values(Uses uses, Supplier<Position> here) {
        this.uses = uses;
        this.here = here;
    }

    Position here() {
        return here.get();
    }

    void diagnose(Rule rule, Object... details) {
        uses.diagnose(rule, Places.of(here()), details);
    }

    /** A type that stands in the code. */
    void inspect(Class<?> type) {
        if (type == float.class || type == double.class) {
            diagnose(Rule.FLOATING_POINT);
        }
        if (Words.isWord(type) && !Words.isSound(type)) {
            diagnose(Rule.WORD_SHAPE, type.getSimpleName());
        }
    }

    /** The type of an array's elements. */
    void element(Class<?> type) {
        inspect(type);
        if (Words.isWord(type)) {
            diagnose(Rule.WORD_ARRAY, type.getSimpleName());
        }
    }

    /** A value goes to a place of another type. */
    void flows(Fact value, Class<?> to) {
        if (value.is(Fact.State.REFUSED)) {
            return;
        }
        if (value.is(Fact.State.EXCEPTION) || value.is(Fact.State.CREATED)) {
            diagnose(Rule.EXCEPTION_VALUE);
        } else if (Words.isWord(to)) {
            if (value.isNull()) {
                diagnose(Rule.WORD_NULL, to.getSimpleName());
            } else if (value.type() != to) {
                diagnose(Rule.WORD_AS_OBJECT, to.getSimpleName(), value.type().getSimpleName());
            }
        } else if (Words.isWord(value.type())) {
            diagnose(Rule.WORD_AS_OBJECT, value.type().getSimpleName(), to.getSimpleName());
        }
    }

    /** Two ways meet. An exception on one of them is no value from then on, which its throw will tell. */
    void joins(@Nullable Fact from, Fact to) {
        boolean isException = from != null && (from.is(Fact.State.EXCEPTION) || from.is(Fact.State.CREATED));
        if (from != null && !from.equals(to) && !isException && !to.isNull()) {
            flows(from, to.type());
        }
    }

    void instanceOf(Fact object, Class<?> type) {
        if (Words.isWord(type) || Words.isWord(object.type())) {
            Class<?> word = Words.isWord(type) ? type : object.type();
            diagnose(Rule.WORD_AS_OBJECT, word.getSimpleName(), "an object by instanceof");
        }
    }

    /** The operands of a branch. */
    void compares(Opcode opcode, List<Fact> args) {
        Class<?> word =
                args.stream().map(Fact::type).filter(Words::isWord).findFirst().orElse(null);
        if (word != null) {
            boolean withNull = opcode == Opcode.IFNULL || opcode == Opcode.IFNONNULL;
            diagnose(withNull ? Rule.WORD_NULL : Rule.WORD_COMPARE, word.getSimpleName());
        }
    }
}
