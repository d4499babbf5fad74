declare module "prismjs";
/** The global under which the files of Prism's languages find it. */
declare var Prism: any;
