package vesper.aot.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vesper.aot.CompileError;
import vesper.aot.Compiler;
import vesper.aot.Diagnostic;
import vesper.aot.Snippet;
import vesper.aot.SourceLoader;

class RuleTest {
    private static List<Diagnostic> refuse(Rule rule, String source) {
        SourceLoader loader = new SourceLoader(source);
        if (rule == Rule.MISSING) {
            loader.forget("Main$Gone");
        }
        Compiler compiler = new Compiler(loader);
        loader.names().forEach(compiler::root);
        CompileError error = assertThrows(CompileError.class, compiler::compile);
        return error.diagnostics();
    }

    private static int markedLine(String source) {
        return (int) source.substring(0, source.indexOf("//!")).lines().count();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void whatARuleRefusesIsNamedWithItsLineAndRemedy(Rule rule) {
        String source = Snippet.inClass(RefusedPrograms.of(rule));
        List<Diagnostic> found = refuse(rule, source);
        Diagnostic first = found.stream()
                .filter(diagnostic -> diagnostic.remedy().equals(rule.remedy()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(found));
        String place = rule == Rule.ASSEMBLY ? "Main$Code" : "Main.java:" + markedLine(source);
        assertEquals(place, first.where(), found::toString);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        String source = Snippet.inClass("""
            static Object last;
            static int[] more;
            @Entry static long main() {
                last = new Object();
                return f();
            }
            static long f() {
                more = new int[2];
                return more.length;
            }
            @Entry static void unreached() {
                synchronized (last) { last = "" + last; }
            }
            """);
        Set<String> lines =
                refuse(Rule.NEW_OBJECT, source).stream().map(Diagnostic::where).collect(Collectors.toSet());
        assertEquals(Set.of("Main.java:6", "Main.java:10", "Main.java:14"), lines);
    }

    @Test
    void remediesAndCausesAreDistinct() {
        long causes = Arrays.stream(Rule.values()).map(Rule::cause).distinct().count();
        long remedies =
                Arrays.stream(Rule.values()).map(Rule::remedy).distinct().count();
        assertEquals(Rule.values().length, causes);
        assertEquals(Rule.values().length, remedies);
    }
}
