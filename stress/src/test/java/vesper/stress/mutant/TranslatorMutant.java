package vesper.stress.mutant;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;

/**
 * A machine with one fault in its translator: the class files that are shipped, with a call changed. Each names the
 * program that finds it out.
 */
enum TranslatorMutant {
    /** On the way out of a region its registers stay in local variables. */
    LOST_WRITE_BACK(
            "Sum",
            Edit.drop(TranslatorMutant.EMITTER, "body", "Writer.storeRegisters").ofCall(1)),

    /** The same on the way out by a trap. */
    LOST_WRITE_BACK_AT_TRAP(
            "FaultingAtomic",
            Edit.drop(TranslatorMutant.EMITTER, "body", "Writer.storeRegisters").ofCall(2)),

    /** A trap reports the instruction after its own. */
    WRONG_PC_AT_TRAP("FaultingAtomic", fault("vesper.hart.translate.RegionHart", "trapped", "RegionCode.stepOffset")),

    /** A trap forgets the instructions of its block that were executed. */
    WRONG_COUNT_AT_TRAP(
            "FaultingAtomic", fault("vesper.hart.translate.RegionHart", "trapped", "RegionCode.stepsBefore")),

    /** What ends in a branch or a jump is not counted. */
    LOST_COUNT_AT_BRANCH(
            "CountedLoop",
            Edit.drop("vesper.hart.region.Instructions", "write", "Writer.retire")
                    .ofCall(1)),

    /** A load of the address that was loaded from before is not done again. */
    HOISTED_LOAD(
            "LoadBehindADevice",
            new Edit(
                    "vesper.hart.region.MemoryCode",
                    "load",
                    "CodeBuilder.invokestatic",
                    2,
                    TranslatorMutant::callHoistedLoad)),

    /** A loop does not look whether something wants the hart's attention. */
    MISSED_POLL("InterruptedLoop", Edit.drop("vesper.hart.region.ControlCode", "goTo", "Writer.poll")),

    /** Nor does one whose way back is a jump through a register. */
    MISSED_POLL_AT_JUMP("InterruptedJumps", Edit.drop("vesper.hart.region.ControlCode", "jalr", "Writer.poll")),

    /** After {@code fence.i} the code is taken for unchanged. */
    CODE_NOT_COMPARED("NewCode", fault(TranslatorMutant.TRANSLATOR, "firstChange", "RegionCode.firstChange")),

    /** Of code that lies in several places the first is compared. */
    FIRST_RUN_COMPARED("NewCodeBehindAHole", fault("vesper.hart.translate.Planner", "plan", "Planner.runs")),

    /** {@code fence.i} keeps what was found at a pc. */
    ENTRY_KEPT_OVER_FENCE_I("NewCode", Edit.drop("vesper.hart.fetch.CodeCache", "fence", "CodeCache.forgetLookasides")),

    /** {@code sfence.vma} keeps what was found at a pc. */
    ENTRY_KEPT_OVER_SFENCE("RemappedCode", Edit.drop("vesper.hart.fetch.FetchContext", "flush", "Lookaside.forget")),

    /** Where a region's second page lies now is not looked at. */
    PAGES_NOT_COMPARED("RemappedSecondPage", fault(TranslatorMutant.TRANSLATOR, "liesWhereItLay", "RegionCode.pages")),

    /** A region with floating point is entered with FS off. */
    FS_NOT_CHECKED("FloatsOff", fault(TranslatorMutant.TRANSLATOR, "entryAt", "Translator.floatsReady")),

    /** A region writes f registers and leaves FS as it was. */
    FS_NOT_DIRTY(
            "FloatsWritten",
            Edit.drop("vesper.hart.translate.RegionSupport", "floatsLeft", "CsrFile.setFloatingPointDirty")),

    /** {@code lb} takes its sign from bit 15. */
    WRONG_SIGN("SignedByte", Edit.rename("vesper.hart.region.MemoryCode", "narrow", "CodeBuilder.i2b", "i2s")),

    /** {@code blt} is taken where both are equal. */
    BRANCH_AT_EQUAL("LessOrEqual", Edit.rename("vesper.hart.region.ControlCode", "branch", "CodeBuilder.iflt", "ifle")),

    /** A change of MPRV leaves the tables of the TLB that were in use. */
    STALE_TABLES("Mprv", Edit.drop("vesper.hart.execute.Contexts", "dataContextChanged", "MemoryPort.contextChanged"));

    private static final String EMITTER = "vesper.hart.region.RegionEmitter";
    private static final String TRANSLATOR = "vesper.hart.translate.Translator";
    private static final String FAULTS = "vesper.hart.translate.TranslatorFaults";

    private final String program;

    @SuppressWarnings("ImmutableEnumChecker") // a record that nobody changes
    private final Edit edit;

    TranslatorMutant(String program, Edit edit) {
        this.program = program;
        this.edit = edit;
    }

    private static Edit fault(String className, String method, String callee) {
        return Edit.redirect(className, method, callee, FAULTS);
    }

    /** Generated code shall call the faulty load where the emitter asks for the one of the same name. */
    private static void callHoistedLoad(CodeBuilder code, InvokeInstruction call) {
        code.invokestatic(
                ClassDesc.of("vesper.hart.region.EmitterFaults"),
                "invokestatic",
                call.typeSymbol().insertParameterTypes(0, call.owner().asSymbol()));
    }

    /** The simple name of the class that finds it out. */
    String scenario() {
        return "TranslatedPrograms$" + program;
    }

    List<Edit> edits() {
        return List.of(edit);
    }
}
