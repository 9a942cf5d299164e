package vesper.aot;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vesper.aot.build.GraphBuilder;
import vesper.aot.check.Analysis;
import vesper.aot.elf.Executable;
import vesper.aot.emit.Backend;
import vesper.aot.emit.CodeLog;
import vesper.aot.image.Dispatch;
import vesper.aot.image.Image;
import vesper.aot.image.Layout;
import vesper.aot.intrinsic.Intrinsics;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.opt.Optimizer;
import vesper.aot.world.Classes;
import vesper.aot.world.ClosedWorld;
import vesper.aot.world.JavaMethod;
import vesper.aot.world.Roots;
import vesper.isa.Assembler;
import vesper.isa.Program;

/**
 * Compiles kernel Java to a bare-metal image: all that the {@code @Entry} methods of some classes can reach, and
 * {@code @Assembly} classes. The same class files give the same bytes. For one thread, and for one compilation: classes
 * are initialised in the loader's JVM, and the image begins with what their initialisers have left.
 */
public final class Compiler {
    /** Where RAM begins on the {@code virt} board. */
    public static final long BASE = 0x8000_0000L;

    private final Classes classes;
    private final Intrinsics intrinsics = new Intrinsics();
    private final Layout layout = new Layout();
    private final Map<String, Long> statistics = new LinkedHashMap<>();
    private final List<String> roots = new ArrayList<>();
    private Consumer<Graph> afterOptimisation = graph -> {};
    private Consumer<Backend.Allocated> afterAllocation = code -> {};
    private UnaryOperator<String> sources = file -> file;
    private boolean optimising = true;
    private long base = BASE;

    /** Classes come from {@code loader}, both to be loaded and, as resources, to be read. */
    public Compiler(ClassLoader loader) {
        this.classes = new Classes(loader);
    }

    /** Adds a class whose {@code @Entry} methods, or whose assembly language, go into the image. */
    public Compiler root(String className) {
        roots.add(className);
        return this;
    }

    /** Adds all such classes under a folder of class files, which the loader has as well. */
    public Compiler rootsUnder(Path folder) throws IOException {
        roots.addAll(Roots.under(folder));
        return this;
    }

    /** Places the image elsewhere than at {@link #BASE}: a program, not a kernel. On a page. */
    public Compiler base(long address) {
        base = address;
        return this;
    }

    /** Tells debuggers where source files are: the path of {@code vesper/kernel/Kernel.java}, as they are to look for it. */
    public Compiler sources(UnaryOperator<String> path) {
        sources = path;
        return this;
    }

    /** Leaves the graphs as they were built, for a test that looks for where a program goes wrong. */
    public Compiler withoutOptimisation() {
        optimising = false;
        return this;
    }

    /** Hands each optimised graph to a test that plants a fault there. */
    public Compiler afterOptimisation(Consumer<Graph> tamper) {
        afterOptimisation = tamper;
        return this;
    }

    /** Hands each method's machine code, with its registers chosen, to a test that plants a fault there. */
    public Compiler afterAllocation(Consumer<Backend.Allocated> tamper) {
        afterAllocation = tamper;
        return this;
    }

    /**
     * Compiles.
     *
     * @throws CompileError with everything that is wrong with the program
     */
    public CompiledImage compile() throws CompileError {
        Analysis analysis = analyse();
        ClosedWorld world = world(analysis);
        return link(analysis, world, optimise(world));
    }

    /** Checks the program and builds its graphs, not optimised. */
    public ClosedWorld world() throws CompileError {
        return world(analyse());
    }

    private Analysis analyse() throws CompileError {
        Analysis analysis = new Analysis(classes, intrinsics);
        roots.forEach(root -> analysis.root(classes.type(root.replace('.', '/'))));
        analysis.run();
        return analysis;
    }

    private ClosedWorld world(Analysis analysis) {
        SortedMap<MethodRef, Graph> graphs = new TreeMap<>();
        for (JavaMethod method : analysis.methods()) {
            graphs.put(method.ref(), GraphBuilder.build(classes, intrinsics, layout, analysis.instantiated(), method));
        }
        count("methods that are reached", graphs.size());
        count("objects", analysis.objects().size());
        return new ClosedWorld(
                classes,
                graphs,
                analysis.entries(),
                analysis.statics(),
                analysis.objects(),
                analysis.instantiated(),
                analysis.initialised(),
                analysis.assemblies());
    }

    private void count(String what, long number) {
        statistics.put(what, number);
    }

    /** Makes the program small and fast, and leaves nothing that depends on the classes of objects but loads. */
    private Dispatch optimise(ClosedWorld world) {
        if (optimising) {
            Optimizer.run(world);
        }
        Collection<Graph> graphs = world.graphs().values();
        Dispatch dispatch = Dispatch.plan(world, graphs);
        for (Graph graph : graphs) {
            if (dispatch.expand(graph) && optimising) {
                Optimizer.cleanUp(graph);
            }
        }
        List<MethodRef> roots = new ArrayList<>(world.entries().values());
        roots.addAll(dispatch.targets());
        Optimizer.dropUncalled(world.graphs(), roots);
        graphs.forEach(afterOptimisation);
        count("methods with code of their own", graphs.size());
        return dispatch;
    }

    private CompiledImage link(Analysis analysis, ClosedWorld world, Dispatch dispatch) throws CompileError {
        Assembler assembler = new Assembler();
        CodeLog log = new CodeLog();
        Image image = Image.begin(assembler, layout, dispatch, world.initialised(), world.objects());
        for (Class<?> assembly : world.assemblies()) {
            assembler.section(".text");
            assemble(assembly, assembler);
        }
        assembler.section(".text");
        assembler.rvc(true);
        assembler.relax(true);
        Backend backend = new Backend(assembler, image.labels(), log);
        backend.beforeWriting(afterAllocation);
        Map<MethodRef, List<String>> aliases = world.entries().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        world.graphs().values().forEach(graph -> backend.emit(graph, aliases.getOrDefault(graph.method(), List.of())));
        image.finish(world.statics(), world.graphs().values(), log);
        analysis.checkSymbols(assembler::defines);
        Program program = assembler.assemble(base);
        program.sections().stream()
                .filter(section -> section.size() > 0)
                .forEach(section -> count("bytes of " + section.name(), section.size()));
        return new CompiledImage(program, Executable.write(program, log, sources), log, statistics);
    }

    private static void assemble(Class<?> assembly, Assembler assembler) {
        try {
            assembly.getMethod("assemble", Assembler.class).invoke(null, assembler);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(assembly.getName() + " can't be assembled: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(assembly.getName() + " can't be called", e);
        }
    }
}
