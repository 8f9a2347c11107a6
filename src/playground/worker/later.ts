export { namesAt } from '../names.ts';
export { adviceOf, check } from './check.ts';
export { explain } from '../../rules/explain/explanation.ts';
export { schedule, upgrade } from './pack.ts';
