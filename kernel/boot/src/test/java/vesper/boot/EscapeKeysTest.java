package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vesper.boot.EscapeKeys.Action.HELP;
import static vesper.boot.EscapeKeys.Action.QUIT;
import static vesper.boot.EscapeKeys.Action.SEND;
import static vesper.boot.EscapeKeys.Action.SWALLOW;

import java.util.List;
import org.junit.jupiter.api.Test;
import vesper.boot.EscapeKeys.Action;

class EscapeKeysTest {
    private static List<Action> actions(String keys) {
        EscapeKeys escapes = new EscapeKeys();
        return keys.chars().mapToObj(escapes::next).toList();
    }

    @Test
    void ordinaryKeysAreSent() {
        assertEquals(List.of(SEND, SEND, SEND), actions("x\u0003h"));
    }

    @Test
    void ctrlAMakesTheNextKeyACommand() {
        assertEquals(List.of(SWALLOW, QUIT), actions("\u0001x"));
        assertEquals(List.of(SWALLOW, HELP, SEND), actions("\u0001hh"));
        assertEquals(List.of(SWALLOW, SWALLOW, SEND), actions("\u0001zz"));
    }

    @Test
    void ctrlATwiceSendsOne() {
        assertEquals(List.of(SWALLOW, SEND, SEND), actions("\u0001\u0001x"));
    }
}
