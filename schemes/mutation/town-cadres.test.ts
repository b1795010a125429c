import { testMutants } from '../testing/test-mutants.ts';

testMutants('town-cadres');
