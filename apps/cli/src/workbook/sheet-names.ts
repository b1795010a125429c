const nameLengthMax = 31;

/** Names that Excel accepts, each once: names of stages are free text. */
export function sheetNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const clean =
      wanted
        .replaceAll(/[[\]:*?/\\\u0000-\u001F]/g, ' ')
        .replaceAll(/^'+|'+$/g, '')
        .trim() || 'Sheet';
    let name = clean.slice(0, nameLengthMax);
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${clean.slice(0, nameLengthMax - String(i).length - 1)} ${i}`;
    taken.add(name.toLowerCase());
    return name;
  };
}
