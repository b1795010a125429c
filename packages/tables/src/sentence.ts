/**
 * A sentence of a catalogue with its parameters filled in: `{name}`, and a hint in `[[…]]` only where its parameters are
 * not empty.
 */
export function sentence(template: string, parameters: Readonly<Record<string, string>>): string {
  const value = (name: string): string => parameters[name] ?? '';
  const isGiven = (hint: string): boolean => [...hint.matchAll(/\{(\w+)\}/g)].every(([, name]) => value(name!) !== '');
  return template
    .replace(/\[\[([^\]]*)\]\]/g, (_, hint: string) => (isGiven(hint) ? hint : ''))
    .replace(/\{(\w+)\}/g, (_, name: string) => value(name));
}
