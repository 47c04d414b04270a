;; Opens the plan of the environment with the mode as it is documented, and prints what Emacs sees of it.
(add-to-list 'load-path (getenv "GAIT_MODE"))
(require 'eglot)
(require 'flymake)
(require 'gait-mode)
(setq gait-command (list (getenv "GAIT") "lsp"))
(setq eglot-sync-connect 20)

(defun say (title text)
  "Print TEXT below TITLE."
  (princ (format "-- %s\n%s\n" title text)))

(find-file (getenv "GAIT_PLAN"))
(say "mode" major-mode)
(apply #'eglot (eglot--guess-contact))
(flymake-mode 1)
(with-timeout (20 (say "findings" "none came"))
  (while (null (flymake-diagnostics))
    (flymake-start)
    (accept-process-output nil 0.05)))
(say "findings"
     (mapconcat (lambda (d)
                  (format "line %d: %s"
                          (line-number-at-pos (flymake-diagnostic-beg d))
                          (car (split-string (flymake-diagnostic-text d) "\n"))))
                (flymake-diagnostics) "\n"))

(search-forward "lower\":")
(search-backward "lower")
(eglot-rename "legs")
(goto-char (point-min))
(say "renamed" (how-many "\"legs"))

(eglot-format-buffer)
(say "formatted" (buffer-substring-no-properties (point-min) (point-max)))
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
