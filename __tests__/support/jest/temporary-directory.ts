/** First letters of the name of the directory that tests get as their temporary one. */
export const PREFIX = "smus-tests-";
