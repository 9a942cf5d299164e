package vesper.aot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What random programs have found, each as small as it could be made. */
class FuzzFindingsTest {
    private static void assertAlike(String members) throws CompileError {
        assertEquals(
                new Snippet.Result("", OnJvm.main(members), ""),
                Snippet.ofMembers(members).run());
    }

    @Test
    void nameOfAConstantThatTheOptimiserKnows() throws CompileError {
        assertAlike("""
            enum Way { UP, DOWN }
            static final Way[] WAYS = {Way.DOWN, Way.UP};
            static Way of(boolean up) { return up ? Way.UP : WAYS[0]; }
            @Entry static long main() { return of(true).name().charAt(1) * 1000 + of(false).name().length(); }
            """);
    }
}
