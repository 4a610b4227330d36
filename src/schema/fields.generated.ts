// Generated from schemas/ by tools/generate.ts.
import type { FieldNode } from './field-node.ts';

export const FIELDS: { readonly [kind in 'Function' | 'InfraRules' | 'Index' | 'Project' | 'FunctionTest' | 'ManifestTest']: FieldNode } = {
 "Function": {
  "type": "object",
  "required": [
   "apiVersion",
   "kind",
   "metadata",
   "spec"
  ],
  "fields": {
   "apiVersion": {
    "type": "string",
    "words": [
     "hevlayer.com/v1alpha1"
    ]
   },
   "kind": {
    "type": "string",
    "words": [
     "Function"
    ]
   },
   "metadata": {
    "type": "object",
    "required": [
     "name"
    ],
    "fields": {
     "name": {
      "type": "string"
     },
     "namespace": {
      "type": "string"
     },
     "labels": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "annotations": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "generateName": {
      "type": "string"
     },
     "finalizers": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "ownerReferences": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "managedFields": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "uid": {
      "type": "string"
     },
     "resourceVersion": {
      "type": "string"
     },
     "generation": {
      "type": "integer"
     },
     "creationTimestamp": {
      "type": "string"
     },
     "deletionTimestamp": {
      "type": "string"
     },
     "deletionGracePeriodSeconds": {
      "type": "integer"
     },
     "selfLink": {
      "type": "string"
     }
    }
   },
   "spec": {
    "type": "object",
    "required": [
     "worker",
     "scaling"
    ],
    "fields": {
     "paused": {
      "type": "boolean",
      "default": false
     },
     "targetNamespaces": {
      "type": "array",
      "default": [],
      "items": {
       "type": "string"
      }
     },
     "indexSelector": {
      "type": "object",
      "fields": {
       "matchLabels": {
        "type": "object",
        "values": {
         "type": "string"
        }
       },
       "matchExpressions": {
        "type": "array",
        "items": {
         "type": "object",
         "required": [
          "key",
          "operator"
         ],
         "fields": {
          "key": {
           "type": "string"
          },
          "operator": {
           "type": "string",
           "words": [
            "In",
            "NotIn",
            "Exists",
            "DoesNotExist"
           ]
          },
          "values": {
           "type": "array",
           "items": {
            "type": "string"
           }
          }
         }
        }
       }
      }
     },
     "inputs": {
      "type": "array",
      "default": [],
      "items": {
       "type": "string"
      }
     },
     "filter": {
      "type": "any"
     },
     "output": {
      "type": "object",
      "fields": {
       "attribute": {
        "type": "string"
       },
       "kind": {
        "type": "string"
       },
       "version": {
        "type": "string"
       },
       "dim": {
        "type": "integer"
       }
      }
     },
     "version": {
      "type": "string"
     },
     "invalidates": {
      "type": "array",
      "default": [],
      "items": {
       "type": "string"
      }
     },
     "triggers": {
      "type": "array",
      "default": [
       "discovery"
      ],
      "items": {
       "type": "string",
       "words": [
        "discovery",
        "write",
        "schedule"
       ]
      }
     },
     "worker": {
      "type": "object",
      "required": [
       "image"
      ],
      "fields": {
       "image": {
        "type": "string"
       },
       "dispatch": {
        "type": "string",
        "default": "pull",
        "words": [
         "pull",
         "push"
        ]
       },
       "computeClass": {
        "type": "string",
        "default": "cpu",
        "words": [
         "cpu",
         "gpu"
        ]
       },
       "batchSize": {
        "type": "integer",
        "default": 32
       },
       "timeoutSeconds": {
        "type": "integer",
        "default": 30
       },
       "port": {
        "type": "integer"
       },
       "url": {
        "type": "string"
       },
       "podSpec": {
        "type": "object"
       }
      }
     },
     "schedule": {
      "type": "object",
      "default": {},
      "fields": {
       "discoveryIntervalSeconds": {
        "type": "integer",
        "default": 60
       },
       "leaseSeconds": {
        "type": "integer",
        "default": 120
       },
       "maxConcurrentScans": {
        "type": "integer",
        "default": 4
       },
       "maxInFlightBatches": {
        "type": "integer",
        "default": 8
       },
       "cron": {
        "type": "string"
       }
      }
     },
     "retry": {
      "type": "object",
      "default": {},
      "fields": {
       "maxAttempts": {
        "type": "integer",
        "default": 8
       },
       "initialBackoffSeconds": {
        "type": "integer",
        "default": 5
       },
       "maxBackoffSeconds": {
        "type": "integer",
        "default": 300
       }
      }
     },
     "scaling": {
      "type": "object",
      "required": [
       "replicas"
      ],
      "fields": {
       "pool": {
        "type": "string"
       },
       "mode": {
        "type": "string",
        "default": "autoscale",
        "words": [
         "autoscale",
         "fixed",
         "disabled"
        ]
       },
       "replicas": {
        "type": "object",
        "required": [
         "max"
        ],
        "fields": {
         "min": {
          "type": "integer",
          "default": 0
         },
         "max": {
          "type": "integer"
         }
        }
       },
       "warmWindowSeconds": {
        "type": "integer"
       }
      }
     },
     "groupByParent": {
      "type": "boolean",
      "default": false
     },
     "queriesPerItem": {
      "type": "integer"
     }
    }
   },
   "status": {
    "type": "object"
   }
  }
 },
 "InfraRules": {
  "type": "object",
  "required": [
   "apiVersion",
   "kind",
   "metadata"
  ],
  "fields": {
   "apiVersion": {
    "type": "string",
    "words": [
     "hevlayer.com/v1alpha1"
    ]
   },
   "kind": {
    "type": "string",
    "words": [
     "InfraRules"
    ]
   },
   "metadata": {
    "type": "object",
    "required": [
     "name"
    ],
    "fields": {
     "name": {
      "type": "string"
     },
     "namespace": {
      "type": "string"
     },
     "labels": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "annotations": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "generateName": {
      "type": "string"
     },
     "finalizers": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "ownerReferences": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "managedFields": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "uid": {
      "type": "string"
     },
     "resourceVersion": {
      "type": "string"
     },
     "generation": {
      "type": "integer"
     },
     "creationTimestamp": {
      "type": "string"
     },
     "deletionTimestamp": {
      "type": "string"
     },
     "deletionGracePeriodSeconds": {
      "type": "integer"
     },
     "selfLink": {
      "type": "string"
     }
    }
   },
   "spec": {
    "type": "object",
    "default": {},
    "fields": {
     "podSecurity": {
      "type": "string",
      "default": "baseline",
      "words": [
       "privileged",
       "baseline",
       "restricted"
      ]
     },
     "allowedServiceAccounts": {
      "type": "array",
      "default": [
       "*"
      ],
      "items": {
       "type": "string"
      }
     },
     "allowedSecrets": {
      "type": "array",
      "default": [
       "*"
      ],
      "items": {
       "type": "string"
      }
     },
     "computePools": {
      "type": "array",
      "default": [],
      "items": {
       "type": "object",
       "required": [
        "name",
        "kind",
        "maxReplicasPerWorkload"
       ],
       "fields": {
        "name": {
         "type": "string"
        },
        "kind": {
         "type": "string"
        },
        "gpuType": {
         "type": "string"
        },
        "nodeSelector": {
         "type": "object",
         "values": {
          "type": "string"
         }
        },
        "tolerations": {
         "type": "array",
         "items": {
          "type": "object"
         }
        },
        "resources": {
         "type": "object"
        },
        "maxReplicasPerWorkload": {
         "type": "integer"
        },
        "maxReplicasTotal": {
         "type": "integer"
        },
        "podSecurity": {
         "type": "string",
         "words": [
          "privileged",
          "baseline",
          "restricted"
         ]
        },
        "allowedServiceAccounts": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "allowedSecrets": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "template": {
         "type": "object",
         "fields": {
          "metadata": {
           "type": "object",
           "fields": {
            "labels": {
             "type": "object",
             "values": {
              "type": "string"
             }
            },
            "annotations": {
             "type": "object",
             "values": {
              "type": "string"
             }
            }
           }
          },
          "spec": {
           "type": "object"
          }
         }
        },
        "protected": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "disruption": {
         "type": "object",
         "fields": {
          "maxUnavailable": {
           "type": "integer"
          }
         }
        },
        "rollout": {
         "type": "object",
         "fields": {
          "minReadySeconds": {
           "type": "integer"
          },
          "maxSurge": {
           "type": "integer"
          },
          "maxUnavailable": {
           "type": "integer"
          },
          "progressDeadlineSeconds": {
           "type": "integer"
          }
         }
        }
       }
      }
     },
     "documentCache": {
      "type": "object",
      "required": [
       "capGiB",
       "replicationFactor",
       "scaling"
      ],
      "fields": {
       "capGiB": {
        "type": "integer"
       },
       "replicationFactor": {
        "type": "integer"
       },
       "scaling": {
        "type": "object",
        "required": [
         "nodes"
        ],
        "fields": {
         "mode": {
          "type": "string",
          "default": "autoscale",
          "words": [
           "autoscale",
           "fixed"
          ]
         },
         "nodes": {
          "type": "object",
          "required": [
           "min",
           "max"
          ],
          "fields": {
           "min": {
            "type": "integer"
           },
           "max": {
            "type": "integer"
           }
          }
         }
        }
       }
      }
     },
     "embedders": {
      "type": "array",
      "default": [],
      "items": {
       "type": "object"
      }
     },
     "ocr": {
      "type": "array",
      "default": [],
      "items": {
       "type": "object"
      }
     }
    }
   },
   "status": {
    "type": "object"
   }
  }
 },
 "Index": {
  "type": "object",
  "required": [
   "apiVersion",
   "kind",
   "metadata",
   "spec"
  ],
  "fields": {
   "apiVersion": {
    "type": "string",
    "words": [
     "hevlayer.com/v1"
    ]
   },
   "kind": {
    "type": "string",
    "words": [
     "Index"
    ]
   },
   "metadata": {
    "type": "object",
    "required": [
     "name"
    ],
    "fields": {
     "name": {
      "type": "string"
     },
     "namespace": {
      "type": "string"
     },
     "labels": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "annotations": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "generateName": {
      "type": "string"
     },
     "finalizers": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "ownerReferences": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "managedFields": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "uid": {
      "type": "string"
     },
     "resourceVersion": {
      "type": "string"
     },
     "generation": {
      "type": "integer"
     },
     "creationTimestamp": {
      "type": "string"
     },
     "deletionTimestamp": {
      "type": "string"
     },
     "deletionGracePeriodSeconds": {
      "type": "integer"
     },
     "selfLink": {
      "type": "string"
     }
    }
   },
   "spec": {
    "type": "object",
    "required": [
     "backend"
    ],
    "fields": {
     "backend": {
      "type": "object",
      "fields": {
       "namespace": {
        "type": "string"
       }
      }
     },
     "metadata": {
      "type": "object",
      "default": {},
      "fields": {
       "labels": {
        "type": "object",
        "default": {},
        "values": {
         "type": "string"
        }
       }
      }
     }
    }
   },
   "status": {
    "type": "object"
   }
  }
 },
 "Project": {
  "type": "object",
  "fields": {
   "inputs": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "outDir": {
    "type": "string"
   },
   "stockPools": {
    "type": "boolean"
   },
   "warningsAsErrors": {
    "type": "array",
    "items": {
     "type": "string"
    }
   },
   "settings": {
    "type": "object",
    "fields": {
     "gatewayBaseUrl": {
      "type": "string"
     },
     "metricsServer": {
      "type": "string"
     },
     "gatewaySecretName": {
      "type": "string"
     },
     "gatewaySecretKey": {
      "type": "string"
     },
     "maxReplicasCeiling": {
      "type": "integer"
     },
     "metricsJob": {
      "type": "string"
     },
     "ignoreWarnings": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "kubernetesVersion": {
      "type": "string"
     },
     "namespace": {
      "type": "string"
     },
     "gatewayPods": {
      "type": "string"
     },
     "propagateLabels": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "propagateAnnotations": {
      "type": "array",
      "items": {
       "type": "string"
      }
     }
    }
   }
  }
 },
 "FunctionTest": {
  "type": "object",
  "required": [
   "apiVersion",
   "kind",
   "metadata",
   "spec"
  ],
  "fields": {
   "apiVersion": {
    "type": "string",
    "words": [
     "layerc/v1alpha1"
    ]
   },
   "kind": {
    "type": "string",
    "words": [
     "FunctionTest"
    ]
   },
   "metadata": {
    "type": "object",
    "required": [
     "name"
    ],
    "fields": {
     "name": {
      "type": "string"
     }
    }
   },
   "spec": {
    "type": "object",
    "required": [
     "function",
     "worker",
     "expect"
    ],
    "fields": {
     "function": {
      "type": "string"
     },
     "namespace": {
      "type": "string"
     },
     "rows": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "rowsFile": {
      "type": "string"
     },
     "worker": {
      "type": "object",
      "fields": {
       "command": {
        "type": "string"
       },
       "folder": {
        "type": "string"
       },
       "answers": {
        "type": "object",
        "values": {
         "type": "object"
        }
       },
       "failures": {
        "type": "object",
        "values": {
         "type": "object",
         "fields": {
          "message": {
           "type": "string"
          },
          "permanent": {
           "type": "boolean"
          }
         }
        }
       },
       "echo": {
        "type": "string"
       }
      }
     },
     "env": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "secrets": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "timeoutSeconds": {
      "type": "integer"
     },
     "expect": {
      "type": "object",
      "fields": {
       "rows": {
        "type": "array",
        "items": {
         "type": "object"
        }
       },
       "rowsFile": {
        "type": "string"
       },
       "failures": {
        "type": "array",
        "items": {
         "type": "object",
         "required": [
          "id"
         ],
         "fields": {
          "id": {
           "type": "string"
          },
          "permanent": {
           "type": "boolean"
          },
          "message": {
           "type": "string"
          },
          "messagePattern": {
           "type": "string"
          }
         }
        }
       },
       "notProcessed": {
        "type": "array",
        "items": {
         "type": "string"
        }
       },
       "exact": {
        "type": "boolean"
       },
       "tolerance": {
        "type": "number"
       }
      }
     }
    }
   }
  }
 },
 "ManifestTest": {
  "type": "object",
  "required": [
   "apiVersion",
   "kind",
   "metadata",
   "spec"
  ],
  "fields": {
   "apiVersion": {
    "type": "string",
    "words": [
     "layerc/v1alpha1"
    ]
   },
   "kind": {
    "type": "string",
    "words": [
     "ManifestTest"
    ]
   },
   "metadata": {
    "type": "object",
    "required": [
     "name"
    ],
    "fields": {
     "name": {
      "type": "string"
     }
    }
   },
   "spec": {
    "type": "object",
    "required": [
     "expect"
    ],
    "fields": {
     "functions": {
      "type": "object",
      "fields": {
       "names": {
        "type": "array",
        "items": {
         "type": "string"
        }
       },
       "namespaces": {
        "type": "array",
        "items": {
         "type": "string"
        }
       },
       "matchLabels": {
        "type": "object",
        "values": {
         "type": "string"
        }
       }
      }
     },
     "expect": {
      "type": "object",
      "fields": {
       "imagePinned": {
        "type": "boolean"
       },
       "imageDigest": {
        "type": "boolean"
       },
       "imageFrom": {
        "type": "array",
        "items": {
         "type": "string"
        }
       },
       "pools": {
        "type": "array",
        "items": {
         "type": "string"
        }
       },
       "maxReplicas": {
        "type": "integer"
       },
       "containers": {
        "type": "array",
        "items": {
         "type": "string"
        }
       },
       "filterOn": {
        "type": "array",
        "items": {
         "type": "string"
        }
       },
       "resources": {
        "type": "array",
        "items": {
         "type": "string"
        }
       },
       "env": {
        "type": "array",
        "items": {
         "type": "string"
        }
       },
       "labels": {
        "type": "array",
        "items": {
         "type": "string"
        }
       },
       "fields": {
        "type": "array",
        "items": {
         "type": "object",
         "required": [
          "path"
         ],
         "fields": {
          "path": {
           "type": "string"
          },
          "equals": {
           "type": "any"
          },
          "present": {
           "type": "boolean"
          },
          "atMost": {
           "type": "number"
          },
          "atLeast": {
           "type": "number"
          }
         }
        }
       }
      }
     }
    }
   }
  }
 }
};
