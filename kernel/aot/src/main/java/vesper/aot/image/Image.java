package vesper.aot.image;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vesper.aot.CompileError;
import vesper.aot.emit.CodeLog;
import vesper.aot.ir.Graph;
import vesper.isa.Assembler;

/**
 * All of an image but its code: where its sections begin and end, its objects, statics, hubs and tables.
 *
 * <pre>
 *   _text_start    .text.init, .text                         _text_end
 *   _rodata_start  hubs, objects that no code writes to,
 *                  _code_map, .rodata                        _rodata_end
 *   _data_start    statics, objects, small ones first; .data _data_end
 *                  __global_pointer$ is 0x800 into it
 *   _bss_start     .bss                                      _bss_end
 *   _stack_start   64 KiB                                    _stack_end
 *   _heap_start    up to the end of RAM
 * </pre>
 *
 * Each begins on a page of its own, but for the stack.
 */
public final class Image {
    private static final int PAGE = 12;
    private static final int GP_OFFSET = 0x800;
    private static final int STACK_SIZE = 64 << 10;

    private final Assembler a;
    private final Hubs hubs;
    private final Heap heap;

    private Image(Assembler a, Hubs hubs, Heap heap) {
        this.a = a;
        this.hubs = hubs;
        this.heap = heap;
    }

    /**
     * Begins an image in a new assembler, before any code.
     *
     * @param classes where to look for static fields that give objects their names; initialised
     * @param objects what the program can get at through fields and elements: others become {@code null} there
     */
    public static Image begin(
            Assembler a, Layout layout, Dispatch dispatch, Collection<Class<?>> classes, Collection<Object> objects) {
        Set<Object> kept = Collections.newSetFromMap(new IdentityHashMap<>(objects.size()));
        kept.addAll(objects);
        start(a, ".text.init", "_text");
        a.section(".text");
        start(a, ".rodata.java", "_rodata");
        start(a, ".data.java", "_data");
        a.label("__global_pointer$", GP_OFFSET);
        a.section(".bss.start");
        a.align(PAGE);
        start(a, ".bss", "_bss");
        return new Image(a, dispatch.hubs(), new Heap(layout, new Names(classes), kept::contains));
    }

    private static void start(Assembler a, String section, String prefix) {
        a.section(section);
        a.label(prefix + "_start");
    }

    /** For the back end. */
    public Labels labels() {
        return heap;
    }

    /**
     * Appends what is not code, after all code and assembly language.
     *
     * @param statics the static fields that are memory
     * @param code what there is code of
     * @throws CompileError naming the objects that can't be in an image
     */
    public void finish(Collection<Field> statics, Collection<Graph> code, CodeLog log) throws CompileError {
        for (CodeLog.Function function : log.functions()) {
            a.function(function.method().symbol(), function.end());
        }
        Statics memory = new Statics(statics, heap);
        List<Snapshot> snapshots = heap.close();
        Writes writes = new Writes(code);
        List<Snapshot> writable = new ArrayList<>();
        List<Snapshot> constant = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            boolean written = writes.reach(snapshot.object().getClass());
            (written ? writable : constant).add(snapshot);
        }
        a.section(".data.java");
        memory.write(a, heap);
        writable.forEach(snapshot -> heap.write(a, snapshot));
        a.section(".rodata.java");
        a.align(3);
        Set<Class<?>> classes = snapshots.stream()
                .map(snapshot -> snapshot.object().getClass())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        classes.forEach(type -> hubs.write(a, type));
        constant.forEach(snapshot -> heap.write(a, snapshot));
        CodeTable.write(a, log);
        end();
    }

    private void end() {
        Stream.of("_text", "_rodata", "_data", "_bss").forEach(prefix -> {
            a.section(prefix.replace('_', '.') + ".end");
            a.align(3);
            a.label(prefix + "_end");
        });
        a.section(".bss.stack");
        a.align(4);
        a.label("_stack_start");
        a.space(STACK_SIZE);
        a.label("_stack_end");
        a.align(PAGE);
        a.label("_heap_start");
    }
}
