const keysMin = 1024;

/**
 * Numbers keys (whole, not negative) in the order in which they first come. A table of float64 keys: two million sheets are two
 * million numbers here, and two million objects in a `Map`.
 */
export class KeyNumbers {
  private keys = new Float64Array(keysMin);
  /** Number + 1; 0 is a free slot. Always at least half free. */
  private slots = new Int32Array(2 * keysMin);
  private keyCount = 0;

  get count(): number {
    return this.keyCount;
  }

  numberOf(key: number): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(key) & mask;
    for (;;) {
      const taken = this.slots[slot]!;
      if (taken === 0) return this.add(key, slot);
      if (this.keys[taken - 1] === key) return taken - 1;
      slot = (slot + 1) & mask;
    }
  }

  private add(key: number, slot: number): number {
    if (this.keyCount === this.keys.length) {
      this.grow();
      return this.numberOf(key);
    }
    this.keys[this.keyCount] = key;
    this.slots[slot] = ++this.keyCount;
    return this.keyCount - 1;
  }

  private grow(): void {
    const keys = new Float64Array(this.keys.length * 2);
    keys.set(this.keys);
    this.keys = keys;
    this.slots = new Int32Array(keys.length * 2);
    const mask = this.slots.length - 1;
    for (let number = 0; number < this.keyCount; number++) {
      let slot = hashOf(keys[number]!) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = number + 1;
    }
  }
}

function hashOf(key: number): number {
  const high = Math.floor(key / 2 ** 32);
  const mixed = Math.imul((key - high * 2 ** 32) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
