package vesper.stress.litmus.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions hold of the states that they should. */
class ConditionTest {
    private static Condition condition(String text) {
        return Samples.parse("RISCV t\n{ x=0; y=0; }\nP0;\nnop;\n" + text).condition();
    }

    @ParameterizedTest
    @CsvSource({
        "x=1,                        true",
        "0:t0=y,                     true",
        "0:x5=x,                     false",
        "not x=1,                    false",
        "~~ x=1,                     true",
        "x=1 /\\ y=1,                false",
        "x=1 \\/ y=1,                true",
        "y=1 => false,               true",
        "x=1 => y=1,                 false",
        "true => x=1 => y=2,         true",
        "x=1 \\/ x=1 /\\ y=1,        true",
        "(x=1 \\/ x=1) /\\ y=1,      false",
        "not (y=1 /\\ true) /\\ x=1, true",
    })
    void connectivesMeanWhatLogicSays(String proposition, boolean holds) {
        Condition condition = condition("exists (" + proposition + ") (* 0:x5=y; x=1; y=2 *)");
        assertEquals(holds, condition.evaluate(FinalState.parse("0:x5=y; [x]=1; [y]=2;")));
    }

    @Test
    void quantifiersAskForOneNoneOrAll() {
        FinalState one = FinalState.parse("[x]=1;");
        FinalState two = FinalState.parse("[x]=2;");
        assertTrue(condition("exists (x=1)").validatedBy(List.of(one, two)));
        assertFalse(condition("exists (x=1)").validatedBy(List.of(two)));
        assertTrue(condition("~ exists (x=1)").validatedBy(List.of(two)));
        assertFalse(condition("~exists (x=1)").validatedBy(List.of(one, two)));
        assertTrue(condition("forall (x=1)").validatedBy(List.of(one)));
        assertFalse(condition("forall (x=1)").validatedBy(List.of(one, two)));
    }
}
