package vesper.boot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A page of the manual in the language of troff's {@code man} macros, made of the model of a command's words. By hand:
 * picocli's generator writes AsciiDoc, and what turns that into a page is larger than Vesper.
 */
final class ManPage {
    private static final String WHAT = "a RISC-V64 computer in Java, after QEMU's virt board";

    private final StringBuilder text = new StringBuilder();

    private ManPage(String name, String summary) {
        macro("TH", name.toUpperCase(Locale.ROOT), "1");
        macro("SH", "NAME");
        line(name + " - " + summary);
    }

    static String ofMachine(CommandLine model, List<Command> commands) {
        ManPage page = new ManPage("vesper", WHAT);
        page.macro("SH", "SYNOPSIS");
        page.macro("B", "vesper");
        page.line("[OPTION]...");
        page.macro("br");
        page.macro("B", "vesper");
        page.line("COMMAND [ARGUMENT]...");
        page.macro("SH", "DESCRIPTION");
        page.line(
                "Runs a machine, as qemu-system-riscv64 -M virt does; the words are QEMU's. Without -kernel and -bios it"
                        + " runs the bundled kernel.");
        page.words(model.getCommandSpec());
        page.macro("SH", "COMMANDS");
        commands.forEach(command -> page.entry(command.name(), "", command.summary()));
        page.macro("SH", "EXIT STATUS");
        page.entry("0 to 255", "", "the guest's");
        page.entry("0", "", "Ctrl-A x");
        page.entry("1", "", "a machine fault, or a console whose output can't be written");
        page.entry("2", "", "bad usage, told in one line");
        page.entry("129, 130, 143", "", "ended by SIGHUP, SIGINT, SIGTERM");
        return page.text.toString();
    }

    static String ofCommand(CommandSpec spec, Command command) {
        ManPage page = new ManPage("vesper-" + command.name(), command.summary());
        page.macro("SH", "SYNOPSIS");
        page.macro("B", "vesper " + command.name());
        page.line("[OPTION]..."
                + spec.positionalParameters().stream()
                        .map(each -> " " + (each.arity().min() == 0 ? "[" + label(each) + "]" : label(each)))
                        .collect(Collectors.joining()));
        page.words(spec);
        return page.text.toString();
    }

    private void words(CommandSpec spec) {
        macro("SH", "OPTIONS");
        for (PositionalParamSpec each : spec.positionalParameters()) {
            entry("", label(each), description(each));
        }
        for (OptionSpec each : spec.options()) {
            entry(String.join(", ", each.names()), each.arity().max() == 0 ? "" : label(each), description(each));
        }
    }

    private static String label(ArgSpec arg) {
        return arg.paramLabel().replaceAll("[<>]", "");
    }

    private static String description(ArgSpec arg) {
        return Arrays.stream(arg.description())
                .map(each -> each.replace("${DEFAULT-VALUE}", String.valueOf(arg.defaultValueString())))
                .map(each -> each.replace("${COMPLETION-CANDIDATES}", candidates(arg)))
                .collect(Collectors.joining(" "));
    }

    private static String candidates(ArgSpec arg) {
        Iterable<String> candidates = arg.completionCandidates();
        return candidates == null ? "" : String.join(", ", candidates);
    }

    /** A paragraph with its word in bold, and the word's value in italics, before it. */
    private void entry(String word, String value, String what) {
        macro("TP");
        String bold = word.isEmpty() ? "" : "\\fB" + escaped(word) + "\\fR";
        String italic = value.isEmpty() ? "" : "\\fI" + escaped(value) + "\\fR";
        text.append(bold)
                .append(bold.isEmpty() || italic.isEmpty() ? "" : " ")
                .append(italic)
                .append('\n');
        line(what);
    }

    private void macro(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments) {
            text.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
        }
        text.append('\n');
    }

    /** A line of text; one that begins with a dot or a quote would be a macro. */
    private void line(String what) {
        String escaped = escaped(what);
        text.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "")
                .append(escaped)
                .append('\n');
    }

    private static String escaped(String what) {
        return what.replace("\\", "\\e").replace("-", "\\-");
    }
}
