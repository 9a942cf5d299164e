package vesper.aot.intrinsic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vesper.aot.CompileError;
import vesper.aot.OnJvm;
import vesper.aot.Snippet;
import vesper.aot.ir.MethodRef;
import vesper.aot.world.Classes;

/** All that may be called of the JDK's statics, on the JVM and on the machine. */
class JdkMethodsTest {
    private static final List<Class<?>> OWNERS =
            List.of(Integer.class, Long.class, Math.class, Boolean.class, Character.class, Byte.class, Short.class);
    private static final Set<Class<?>> TYPES =
            Set.of(int.class, long.class, short.class, byte.class, char.class, boolean.class);

    private final Intrinsics table = new Intrinsics();

    private boolean mayBeCalled(Method method) {
        String descriptor = IntrinsicsTest.ref(method).descriptor();
        MethodRef ref = new MethodRef(Classes.internalName(method.getDeclaringClass()), method.getName(), descriptor);
        return Modifier.isStatic(method.getModifiers())
                && Modifier.isPublic(method.getModifiers())
                && TYPES.containsAll(Arrays.asList(method.getParameterTypes()))
                && (JdkIntrinsics.isCompiled(ref) || table.find(ref).isPresent());
    }

    private static String call(Method method) {
        List<String> args = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) {
            String arg = args.isEmpty() ? "first" : "second";
            args.add(type == boolean.class ? arg + " > 0" : "(" + type + ") " + arg);
        }
        String call = method.getDeclaringClass().getSimpleName() + "." + method.getName() + "("
                + String.join(", ", args) + ")";
        return method.getReturnType() == boolean.class ? "(" + call + " ? 1 : 2)" : call;
    }

    private static String program(List<Method> methods) {
        StringBuilder members = new StringBuilder("""
            static final long[] VALUES = {1, 5, -3, 1000, -7777, 0x2345};
            static long mix(long first, long second) {
            long x = 1;
            """);
        methods.forEach(
                method -> members.append("x = 31 * x + ").append(call(method)).append(";\n"));
        return members.append("""
            return x;
            }
            @Entry static long main() {
                long x = 0;
                for (long a : VALUES) for (long b : VALUES) x = x * 31 + mix(a, b);
                return x;
            }
            """).toString();
    }

    @Test
    void whatMayBeCalledGivesWhatItGivesOnTheJvm() throws CompileError {
        List<Method> methods = OWNERS.stream()
                .flatMap(owner -> Arrays.stream(owner.getDeclaredMethods()))
                .filter(this::mayBeCalled)
                .sorted(Comparator.comparing(Method::toString))
                .toList();
        assertTrue(methods.size() > 60, methods::toString);
        String members = program(methods);
        assertEquals(
                new Snippet.Result("", OnJvm.main(members), ""),
                Snippet.ofMembers(members).run());
    }
}
