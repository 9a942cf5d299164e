package vesper.boot;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/**
 * Descriptor 2. HotSpot says there at each start that it has read {@code compiler-directives}, and what it says can only be
 * silenced as a whole, with the threads that {@code kill -3} asks for. So the launcher has 2 lead nowhere until {@code main},
 * and hands the user's over under another number.
 */
final class StandardError {
    private static final String PROPERTY = "vesper.stderr";
    private static final int NUMBER = 2;

    private StandardError() {}

    /** Puts it back, if the launcher has handed it over. */
    static void putBack() {
        Integer kept = Integer.getInteger(PROPERTY);
        if (kept == null) {
            return;
        }
        try {
            // the JDK's own way to dup2, which costs less than a foreign function does
            Class<?> descriptors = Class.forName("sun.nio.ch.InheritedChannel");
            call(descriptors.getDeclaredMethod("dup2", int.class, int.class), kept, NUMBER);
            call(descriptors.getDeclaredMethod("close0", int.class), kept);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            tell("vesper: a bug: standard error can't be put back: " + e, kept);
            System.exit(1);
        }
    }

    private static void call(Method method, Object... arguments)
            throws InvocationTargetException, IllegalAccessException {
        method.setAccessible(true);
        method.invoke(null, arguments);
    }

    private static void tell(String what, int descriptor) {
        try (PrintStream err = new PrintStream(
                new FileOutputStream("/proc/self/fd/" + descriptor, true), true, StandardCharsets.UTF_8)) {
            err.println(what);
        } catch (IOException e) {
            // the exit status says it
        }
    }
}
