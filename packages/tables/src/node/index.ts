export { readFactsFolder, readFactsPath, readFactsWorkbook, readTablesPath, type ReadPathOptions } from './read-facts.ts';
