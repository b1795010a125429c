/** A count with its word: 1 sheet, 2 sheets. */
export function several(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
