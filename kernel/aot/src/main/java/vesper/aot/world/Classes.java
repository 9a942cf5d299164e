package vesper.aot.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vesper.aot.ir.MethodRef;

/** The classes of a loader, both as the JVM has them and as their class files say. For one thread. */
public final class Classes {
    private static final ClassFile FORMAT =
            ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG, ClassFile.LineNumbersOption.PASS_LINE_NUMBERS);
    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "Z",
            boolean.class,
            "B",
            byte.class,
            "S",
            short.class,
            "C",
            char.class,
            "I",
            int.class,
            "J",
            long.class,
            "F",
            float.class,
            "D",
            double.class,
            "V",
            void.class);

    private final ClassLoader loader;
    private final Map<String, Class<?>> byDescriptor = new HashMap<>(PRIMITIVES);
    private final Map<Class<?>, Map<String, JavaMethod>> methods = new HashMap<>();

    public Classes(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * A class by its internal name, or an array by its descriptor. Loaded, not initialised.
     *
     * @throws TypeNotPresentException if there is no such class
     */
    public Class<?> type(String name) {
        return ofDescriptor(name.startsWith("[") ? name : "L" + name + ";");
    }

    /** Any type by its descriptor. */
    public Class<?> ofDescriptor(String descriptor) {
        Class<?> known = byDescriptor.get(descriptor);
        if (known != null) {
            return known;
        }
        String name = descriptor.startsWith("[") ? descriptor : descriptor.substring(1, descriptor.length() - 1);
        Class<?> type = load(name.replace('/', '.'));
        byDescriptor.put(descriptor, type);
        return type;
    }

    public Class<?> of(ClassDesc type) {
        return ofDescriptor(type.descriptorString());
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new TypeNotPresentException(name, e);
        }
    }

    /** The methods that a class declares, by name and descriptor, in the order of the class file. */
    public Map<String, JavaMethod> declared(Class<?> owner) {
        Map<String, JavaMethod> known = methods.get(owner);
        if (known == null) {
            known = owner.isArray() || owner.isPrimitive() ? Map.of() : read(owner);
            methods.put(owner, known);
        }
        return known;
    }

    private Map<String, JavaMethod> read(Class<?> owner) {
        ClassModel model = FORMAT.parse(bytes(owner));
        String name = internalName(owner);
        String source = model.findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue())
                .orElse(owner.getSimpleName() + ".java");
        String file = name.substring(0, name.lastIndexOf('/') + 1) + source;
        Map<String, JavaMethod> result = new LinkedHashMap<>();
        for (MethodModel method : model.methods()) {
            MethodRef ref = new MethodRef(
                    name, method.methodName().stringValue(), method.methodType().stringValue());
            MethodTypeDesc type = method.methodTypeSymbol();
            List<Class<?>> parameters = new ArrayList<>();
            type.parameterList().forEach(parameter -> parameters.add(of(parameter)));
            result.put(
                    ref.name() + ref.descriptor(),
                    new JavaMethod(owner, ref, method, file, List.copyOf(parameters), of(type.returnType())));
        }
        return result;
    }

    private static byte[] bytes(Class<?> owner) {
        String name = internalName(owner) + ".class";
        ClassLoader from = owner.getClassLoader();
        try (InputStream in =
                from == null ? ClassLoader.getSystemResourceAsStream(name) : from.getResourceAsStream(name)) {
            if (in == null) {
                throw new TypeNotPresentException(owner.getName(), null);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** What a method named in an instruction is: JVMS 5.4.3.3 and 5.4.3.4, the class, its supers, their interfaces. */
    public Optional<JavaMethod> resolve(Class<?> owner, String name, String descriptor) {
        String key = name + descriptor;
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            JavaMethod method = declared(type).get(key);
            if (method != null) {
                return Optional.of(method);
            }
        }
        Optional<JavaMethod> best = Optional.empty();
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            best = fromInterfaces(type, key, best);
        }
        return best;
    }

    /** The most specific one, a default rather than an abstract one: JVMS 5.4.3.3. */
    private Optional<JavaMethod> fromInterfaces(Class<?> type, String key, Optional<JavaMethod> found) {
        Optional<JavaMethod> best = found;
        for (Class<?> parent : type.getInterfaces()) {
            JavaMethod method = declared(parent).get(key);
            if (method != null && !method.isStatic() && isBetter(method, best)) {
                best = Optional.of(method);
            }
            best = fromInterfaces(parent, key, best);
        }
        return best;
    }

    private static boolean isBetter(JavaMethod method, Optional<JavaMethod> best) {
        return best.isEmpty()
                || best.get().owner().isAssignableFrom(method.owner())
                || (best.get().isAbstract()
                        && !method.isAbstract()
                        && !method.owner().isAssignableFrom(best.get().owner()));
    }

    /** The field named in an instruction: JVMS 5.4.3.2. */
    public Optional<Field> field(Class<?> owner, String name) {
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return Optional.of(field);
                }
            }
            for (Class<?> parent : type.getInterfaces()) {
                Optional<Field> inherited = field(parent, name);
                if (inherited.isPresent()) {
                    return inherited;
                }
            }
        }
        return Optional.empty();
    }
}
