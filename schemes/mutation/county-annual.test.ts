import { testMutants } from '../testing/test-mutants.ts';

testMutants('county-annual');
