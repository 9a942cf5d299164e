package vesper.aot.world;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import vesper.aot.image.Hierarchy;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;

/** All that the image can ever run or hold. The graphs are worked on in place; the rest doesn't change. */
public final class ClosedWorld implements Hierarchy {
    private final Classes classes;
    private final SortedMap<MethodRef, Graph> graphs;
    private final Map<String, MethodRef> entries;
    private final Set<Field> statics;
    private final Collection<Object> objects;
    private final Set<Class<?>> instantiated;
    private final Collection<Class<?>> initialised;
    private final List<Class<?>> assemblies;

    /** Takes the collections as they are; the caller leaves them alone. */
    public ClosedWorld(
            Classes classes,
            SortedMap<MethodRef, Graph> graphs,
            Map<String, MethodRef> entries,
            Set<Field> statics,
            Collection<Object> objects,
            Set<Class<?>> instantiated,
            Collection<Class<?>> initialised,
            List<Class<?>> assemblies) {
        this.classes = classes;
        this.graphs = graphs;
        this.entries = entries;
        this.statics = statics;
        this.objects = objects;
        this.instantiated = instantiated;
        this.initialised = initialised;
        this.assemblies = assemblies;
    }

    /** Of every method that may be called; passes may take out those that no longer are. */
    public SortedMap<MethodRef, Graph> graphs() {
        return graphs;
    }

    /** By their symbols. */
    public Map<String, MethodRef> entries() {
        return entries;
    }

    /** The static fields that are memory: not final, and in use. */
    public Set<Field> statics() {
        return statics;
    }

    /** All objects that code, statics or other objects refer to, each once, in an order that is the same each time. */
    public Collection<Object> objects() {
        return objects;
    }

    /** The classes of {@link #objects}, arrays and strings included. */
    @Override
    public Set<Class<?>> instantiated() {
        return instantiated;
    }

    /** The classes of assembly language. */
    public List<Class<?>> assemblies() {
        return assemblies;
    }

    /** The classes that were initialised, by name. */
    public Collection<Class<?>> initialised() {
        return initialised;
    }

    /** What a virtual call of {@code declared} runs on a receiver of exactly this class; empty if nothing fits. */
    @Override
    public Optional<MethodRef> resolve(MethodRef declared, Class<?> receiver) {
        if (!type(declared.owner()).isAssignableFrom(receiver)) {
            return Optional.empty();
        }
        return classes.resolve(receiver, declared.name(), declared.descriptor())
                .filter(method -> !method.isAbstract())
                .map(JavaMethod::ref);
    }

    /** A class by its internal name, or an array by its descriptor. */
    @Override
    public Class<?> type(String internalNameOrArrayDescriptor) {
        return classes.type(internalNameOrArrayDescriptor);
    }
}
