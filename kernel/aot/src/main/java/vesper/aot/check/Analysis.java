package vesper.aot.check;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vesper.aot.CompileError;
import vesper.aot.Diagnostic;
import vesper.aot.intrinsic.Intrinsics;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Position;
import vesper.aot.world.Classes;
import vesper.aot.world.JavaMethod;
import vesper.isa.Assembler;
import vesper.metal.Assembly;
import vesper.metal.Entry;

/**
 * Finds all that can be reached from the entries, and checks it. A virtual call reaches the methods of the classes that
 * there are objects of (rapid type analysis: Bacon and Sweeney); as none is made at run time, these are the objects that
 * reached code and statics lead to.
 */
public final class Analysis implements Uses {
    private record VirtualCall(Class<?> owner, JavaMethod method, Position where) {}

    private final Classes classes;
    private final Intrinsics intrinsics;
    private final BuildHeap heap = new BuildHeap(this, this::instantiates);
    private final SortedMap<MethodRef, JavaMethod> methods = new TreeMap<>();
    private final Deque<JavaMethod> pending = new ArrayDeque<>();
    private final Map<MethodRef, VirtualCall> virtualCalls = new LinkedHashMap<>();
    private final Map<Class<?>, Boolean> initialised = new HashMap<>();
    private final Map<String, MethodRef> entries = new TreeMap<>();
    private final Map<String, Position> symbols = new TreeMap<>();
    private final List<Class<?>> assemblies = new ArrayList<>();
    private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();
    private final Set<String> reported = new HashSet<>();

    public Analysis(Classes classes, Intrinsics intrinsics) {
        this.classes = classes;
        this.intrinsics = intrinsics;
    }

    /** Takes the entries or the assembly language of a class. */
    public void root(Class<?> type) {
        if (type.isAnnotationPresent(Assembly.class)) {
            assembly(type);
        }
        for (JavaMethod method : classes.declared(type).values()) {
            Entry entry = annotation(type, method);
            if (entry != null) {
                entry(method, entry.value().isEmpty() ? method.ref().name() : entry.value());
            }
        }
    }

    private @Nullable Entry annotation(Class<?> type, JavaMethod method) {
        if (method.isConstructor() || method.ref().name().equals("<clinit>")) {
            return null;
        }
        try {
            Method reflected = type.getDeclaredMethod(
                    method.ref().name(), method.parameters().toArray(Class<?>[]::new));
            return reflected.getReturnType() == method.result() ? reflected.getAnnotation(Entry.class) : null;
        } catch (NoSuchMethodException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private void entry(JavaMethod method, String symbol) {
        Position where = method.position(method.firstLine());
        if (!method.isStatic() || entries.putIfAbsent(symbol, method.ref()) != null) {
            diagnose(Rule.ENTRY, Places.of(where), symbol);
        } else if (initialises(method.owner(), where)) {
            calls(method, where);
        }
    }

    private void assembly(Class<?> type) {
        try {
            int modifiers = type.getMethod("assemble", Assembler.class).getModifiers();
            if (Modifier.isStatic(modifiers) && Modifier.isPublic(type.getModifiers())) {
                assemblies.add(type);
                return;
            }
        } catch (NoSuchMethodException missing) {
            // told below
        }
        diagnose(Rule.ASSEMBLY, type.getName(), type.getSimpleName());
    }

    /**
     * Checks all that is reached.
     *
     * @throws CompileError with everything that is wrong
     */
    public void run() throws CompileError {
        int before;
        do {
            while (!pending.isEmpty()) {
                check(pending.removeFirst());
            }
            before = heap.size();
            heap.rescan();
        } while (heap.size() > before || !pending.isEmpty());
        throwIfWrong();
    }

    private void check(JavaMethod method) {
        try {
            Checker.check(classes, intrinsics, method, this);
        } catch (TypeNotPresentException missing) {
            diagnose(Rule.MISSING, Places.of(method.position(method.firstLine())), missing.typeName());
        }
    }

    /** Refuses symbols that code asks for and the image hasn't got. */
    public void checkSymbols(Predicate<String> known) throws CompileError {
        symbols.forEach((name, where) -> {
            if (!known.test(name)) {
                diagnose(Rule.UNKNOWN_SYMBOL, Places.of(where), name);
            }
        });
        throwIfWrong();
    }

    private void throwIfWrong() throws CompileError {
        if (!diagnostics.isEmpty()) {
            throw new CompileError(List.copyOf(diagnostics));
        }
    }

    // What was found.

    public Collection<JavaMethod> methods() {
        return methods.values();
    }

    public Map<String, MethodRef> entries() {
        return entries;
    }

    public List<Class<?>> assemblies() {
        return assemblies;
    }

    public Collection<Object> objects() {
        return heap.objects();
    }

    public Set<Class<?>> instantiated() {
        return heap.types();
    }

    /** The classes that were initialised, by name. */
    public Collection<Class<?>> initialised() {
        return initialised.keySet().stream()
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    public Set<Field> statics() {
        return heap.statics();
    }

    // What the checker finds.

    @Override
    public void diagnose(Rule rule, String where, Object... details) {
        // Once a line is enough, as what follows is most often a consequence; of a type's shape, once.
        String about = rule == Rule.WORD_SHAPE ? String.valueOf(details[0]) : where;
        if (reported.add(rule + " " + about)) {
            diagnostics.add(rule.at(where, details));
        }
    }

    @Override
    public void calls(JavaMethod method, Position where) {
        if (methods.putIfAbsent(method.ref(), method) == null) {
            pending.add(method);
        }
    }

    @Override
    public void callsVirtual(Class<?> owner, JavaMethod method, Position where) {
        MethodRef declared = new MethodRef(
                Classes.internalName(owner), method.ref().name(), method.ref().descriptor());
        VirtualCall call = new VirtualCall(owner, method, where);
        if (virtualCalls.putIfAbsent(declared, call) == null) {
            List.copyOf(heap.types()).forEach(type -> select(call, type));
        }
    }

    private void instantiates(Class<?> type) {
        List.copyOf(virtualCalls.values()).forEach(call -> select(call, type));
    }

    private void select(VirtualCall call, Class<?> receiver) {
        if (!call.owner.isAssignableFrom(receiver)) {
            return;
        }
        MethodRef ref = call.method.ref();
        JavaMethod target =
                classes.resolve(receiver, ref.name(), ref.descriptor()).orElse(null);
        if (target == null || target.isAbstract()) {
            diagnose(Rule.MISSING, Places.of(call.where), receiver.getName() + "." + ref.name());
        } else if (Places.isJdk(target.owner())) {
            diagnose(Rule.JDK_METHOD, Places.of(call.where), Places.name(target));
        } else {
            calls(target, call.where);
        }
    }

    @Override
    public boolean initialises(Class<?> type, Position where) {
        return initialised.computeIfAbsent(type, fresh -> initialise(fresh, where));
    }

    private boolean initialise(Class<?> type, Position where) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            diagnose(Rule.INITIALIZER, Places.of(where), type.getSimpleName() + ", by " + cause + ",");
            return false;
        }
    }

    @Override
    public void object(Object object, String path, Position where) {
        heap.add(object, path, Places.of(where));
    }

    @Override
    public void memory(Field field, Position where) {
        heap.add(field, Places.of(where));
    }

    @Override
    public void symbol(String name, Position where) {
        symbols.putIfAbsent(name, where);
    }
}
