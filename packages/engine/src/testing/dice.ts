/**
 * Random choices that a seed repeats (mulberry32). All that is random in the tests comes from here, so that a number is
 * enough to see a failure again.
 */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0, below `count`. */
  below(count: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * count);
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new TypeError('there is nothing to pick from');
    return items[this.below(items.length)]!;
  }

  /** One of the items, or null where there is none. */
  pickOrNull<T>(items: readonly T[]): T | null {
    return items.length === 0 ? null : this.pick(items);
  }

  /** Different items, in the order in which they stand; at most as many as there are. */
  some<T>(items: readonly T[], least: number, most: number): T[] {
    const count = Math.min(items.length, this.between(least, most));
    const chosen = new Set(this.shuffled([...items.keys()]).slice(0, count));
    return items.filter((_, i) => chosen.has(i));
  }

  shuffled<T>(items: readonly T[]): T[] {
    const mixed = [...items];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return mixed;
  }

  /** Parts that sum to `whole`, one per item; a part may be nothing. */
  parts(whole: number, count: number): number[] {
    const cuts = Array.from({ length: count - 1 }, () => this.between(0, whole)).toSorted((a, b) => a - b);
    return [...cuts, whole].map((cut, i) => cut - (cuts[i - 1] ?? 0));
  }
}
