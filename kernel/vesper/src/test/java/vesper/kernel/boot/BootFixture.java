package vesper.kernel.boot;

import vesper.kernel.board.Board;

/** Boots a board's kernel, for tests of other packages. */
public final class BootFixture {
    private BootFixture() {}

    public static void boot(Board board) {
        board.onSupervisor(() -> Skmain.boot(board.kernel()));
        KInit.start(board.kernel(), board.deviceTree(1));
    }
}
