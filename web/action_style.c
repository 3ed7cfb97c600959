/* How the page behind an action link looks: large enough for a thumb, in the
 * colours of the reader's choice, light or dark. */
#include "web/action_style.h"

const char action_style[] =
	":root{color-scheme:light dark;background:Canvas;color:CanvasText}"
	"body{font:100%/1.5 system-ui,sans-serif;margin:0 auto;padding:1em;"
	"max-width:36em;overflow-wrap:anywhere}"
	"h1{font-size:1.3em;margin:0}h2{font-size:1.05em;margin:1.2em 0 .5em}"
	"p{margin:.4em 0}"
	".day{white-space:nowrap}"
	".quiet{opacity:.85;font-size:.95em}"
	".notice{border-left:.3em solid #c53030;padding:.5em .8em;margin:1em 0}"
	".good{border-color:#2f855a}"
	"form,details{margin:1.2em 0 0}"
	"fieldset{border:1px solid #8888;border-radius:.5em;margin:0;"
	"padding:.8em}legend{font-weight:600;padding:0 .3em}"
	"label{display:block;margin:.6em 0 .2em}"
	"label.line{margin:.3em 0;padding:.3em 0 .3em 1.6em;"
	"text-indent:-1.6em}"
	"input,textarea,button{font:inherit;box-sizing:border-box}"
	"input[type=text],input[type=date],textarea{width:100%;padding:.5em;"
	"border:1px solid #777;border-radius:.3em}"
	"button{min-height:2.8em;padding:.4em 1em;margin:.3em .3em .3em 0;"
	"border:1px solid #2b6cb0;border-radius:.4em;background:#2b6cb0;"
	"color:#fff}button.plain{background:transparent;color:inherit;"
	"border-color:#777}"
	"summary{padding:.6em 0;cursor:pointer}";
