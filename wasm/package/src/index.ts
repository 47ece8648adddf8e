export * from './api.js';
export { createPrecheck } from './create_precheck.js';
