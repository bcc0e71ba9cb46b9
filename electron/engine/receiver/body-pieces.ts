/** The usual body comes in fewer pieces and is not copied until it is whole. */
const KEPT_AS_THEY_CAME = 64;
const SMALL_BYTES = 4 * 1024;
const BLOCK_BYTES = 64 * 1024;
const NO_BLOCK = Buffer.alloc(0);

/**
 * What came of a body. Each piece that Node hands over costs some 600 bytes of memory beside its content, and a sender may cut a body into pieces
 * of one byte: after the first ones, small pieces are copied together, so that a body never takes much more memory than it has bytes.
 */
export class BodyPieces {
  readonly #pieces: Buffer[] = [];
  #block: Buffer = NO_BLOCK;
  #used = 0;

  add(piece: Buffer): void {
    if (this.#pieces.length < KEPT_AS_THEY_CAME || piece.length >= SMALL_BYTES) {
      this.#closeBlock();
      this.#pieces.push(piece);
      return;
    }
    if (this.#block.length - this.#used < piece.length) {
      this.#closeBlock();
      this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
    }
    piece.copy(this.#block, this.#used);
    this.#used += piece.length;
  }

  /** All of it in one buffer. */
  whole(): Buffer {
    this.#closeBlock();
    return this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
  }

  /** In how many buffers it is held. */
  get count(): number {
    return this.#pieces.length + (this.#used > 0 ? 1 : 0);
  }

  /** What was copied so far comes before the next piece; the rest of its block is used further. */
  #closeBlock(): void {
    if (this.#used === 0) return;
    this.#pieces.push(this.#block.subarray(0, this.#used));
    this.#block = this.#block.subarray(this.#used);
    this.#used = 0;
  }
}
