package vesper.stress.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vesper.stress.compiler.generate.Program;

/**
 * The parts of some programs, numbered through, and the class that finds one by its number: on the JVM by a switch, in
 * the image by a table under {@link vesper.stress.compiler.guest.Start#TABLE}, so that each is compiled by itself.
 */
final class Parts {
    static final String DISPATCHER = Program.PACKAGE + ".Parts";

    private final List<Program> programs;
    private final List<Program> owners = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final StringBuilder cases = new StringBuilder();
    private final StringBuilder table = new StringBuilder();

    Parts(List<Program> programs) {
        this.programs = List.copyOf(programs);
        for (Program program : programs) {
            for (int i = 0; i < program.parts(); i++) {
                String name = program.className() + ".part" + i;
                cases.append("            case %d: %s(); break;%n".formatted(owners.size(), name));
                table.append("        a.dword(\"%s\");%n".formatted(name));
                owners.add(program);
                names.add(name);
            }
        }
    }

    int count() {
        return owners.size();
    }

    Program owner(int part) {
        return owners.get(part);
    }

    /** Of its class and method. */
    String name(int part) {
        return names.get(part);
    }

    /** The classes of the programs, and the dispatcher. */
    List<String> classes() {
        return List.copyOf(sources().keySet());
    }

    /** The files to compile, by class. */
    Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        sources.put(DISPATCHER, dispatcher());
        programs.forEach(program -> sources.put(
                Program.PACKAGE + "." + program.className(), program.source().text()));
        return sources;
    }

    private String dispatcher() {
        return """
                package fuzz;

                import vesper.isa.Assembler;
                import vesper.metal.Assembly;
                import vesper.stress.compiler.guest.Harness;
                import vesper.stress.compiler.guest.Start;

                @Assembly
                public final class Parts {
                    public static void run(int part, long slot, long scratch) {
                        Harness.begin(slot, scratch);
                        switch (part) {
                %s        }
                        Harness.end();
                    }

                    public static void assemble(Assembler a) {
                        a.section(".rodata");
                        a.align(3);
                        a.label(Start.TABLE);
                %s    }
                }
                """.formatted(cases, table);
    }
}
