export { readConf, readConfig, readPackFile, type ConfOptions, type PackFiles } from './config.ts';
export { type ConfPack, type ConfQuery, type ConfReading, type Shards, type Skip } from './model.ts';
export { confRules, type ConfRule } from './rules.ts';
