package vesper.aot.check;

import java.lang.reflect.Field;
import vesper.aot.ir.Position;
import vesper.aot.world.JavaMethod;

/** How diagnostics name things. */
final class Places {
    private Places() {}

    static String of(Position position) {
        return position.line() == 0 ? name(position) : position.toString();
    }

    private static String name(Position position) {
        return position.method().owner().replace('/', '.') + "."
                + position.method().name();
    }

    static String name(JavaMethod method) {
        return method.owner().getSimpleName() + "." + method.ref().name();
    }

    static String name(Field field) {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader.equals(ClassLoader.getPlatformClassLoader());
    }
}
